package io.xent.testkit;

class ScalarAllocationTest extends AllocationContract {}
