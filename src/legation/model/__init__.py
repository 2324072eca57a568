"""The records that everything else passes on: frozen, typed, without logic of their own."""
