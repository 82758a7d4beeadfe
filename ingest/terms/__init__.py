"""Words as the term index knows them."""
