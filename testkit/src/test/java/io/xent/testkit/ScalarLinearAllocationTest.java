package io.xent.testkit;

class ScalarLinearAllocationTest extends LinearAllocationContract {}
