package io.xent.app;
