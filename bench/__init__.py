"""Speed and memory, measured in one run on one machine, beside a stock JupyterHub."""
