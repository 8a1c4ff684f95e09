"""Suites that a language model judges. It is measured first against labels by hand, and refused below a share."""
