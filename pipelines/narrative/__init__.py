"""What the words of the materials say, beside their statements: parts, plan, glossary, rules, numbers in prose."""
