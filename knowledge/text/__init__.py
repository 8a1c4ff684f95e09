"""What a text says, found without a model: sentences, quantities, claims, language, personal data, instructions."""
