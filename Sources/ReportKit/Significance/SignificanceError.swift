public enum SignificanceError: Error, Sendable {}
