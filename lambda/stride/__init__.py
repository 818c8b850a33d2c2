"""Steady Stride: the coach that AWS Lambda runs."""
