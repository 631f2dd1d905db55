"""Where learner models are fitted to answers and judged; nothing here is needed to answer a learner."""
