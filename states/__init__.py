"""The rules of an inspection: pure, without clock, disk, network or Prefect."""
