"""The one door and what stands behind it. It knows no noun."""
