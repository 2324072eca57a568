"""Stages composed into a reader."""
