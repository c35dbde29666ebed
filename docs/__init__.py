"""The documentation; the code here makes the pages that come out of the program itself."""
