package io.xent.core;
