"""The identities of any table, from its layout and chosen by its numbers; no account and no rule is known here."""
