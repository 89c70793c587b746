"""What is said: findings, differences, citations."""
