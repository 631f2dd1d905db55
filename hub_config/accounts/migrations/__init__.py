"""How the store grew: one file a step, never edited once it has been released."""
