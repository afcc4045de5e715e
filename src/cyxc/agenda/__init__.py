"""What a scheme asks by when: its dates in order, each with its state on a day, office by office."""
