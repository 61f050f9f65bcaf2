"""What Prefect runs: one flow a file. A flow wakes the desk up and shows what it found."""
