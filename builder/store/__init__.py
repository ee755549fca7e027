"""What is remembered: people, projects, shares, data sets, runs. Every function takes the person it acts for."""
