"""What a source, a citation and a rating are: pure values and rules, no I/O."""
