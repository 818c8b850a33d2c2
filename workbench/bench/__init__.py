"""Speed, memory and size against DESIGN's budgets, always beside a baseline measured in the same run."""
