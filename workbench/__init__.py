"""What runs on a desk or in a build, never in Lambda."""
