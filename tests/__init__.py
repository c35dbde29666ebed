"""Tests of every room, named as the rooms are; what they share is in `support`."""
