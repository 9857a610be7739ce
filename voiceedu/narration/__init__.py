"""What is said: a procedure's text becomes sentences, and each sentence the words a listener hears."""
