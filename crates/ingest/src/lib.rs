//! The pipeline: files in, records out, in parallel and in order.
