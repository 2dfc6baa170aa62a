"""What a witness said, and what of it must not leave: the step that proposes what to replace."""
