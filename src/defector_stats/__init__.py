"""Arrivals of North Korean defectors in South Korea, each figure with its source."""
