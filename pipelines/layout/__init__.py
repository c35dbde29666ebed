"""The identities of any table, from its layout and chosen by its numbers: no account, no rule and no file is known here."""
