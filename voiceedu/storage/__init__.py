"""Storage in a folder or a bucket, and the leases that divide work between processes."""
