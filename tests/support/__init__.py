"""What tests of more than one file, and the benchmarks, build their inputs with; no test stands here."""
