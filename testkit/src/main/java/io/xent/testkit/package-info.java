package io.xent.testkit;
