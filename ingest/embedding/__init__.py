"""Texts to vectors: the shipped ONNX model, or any sentence-transformers model."""
