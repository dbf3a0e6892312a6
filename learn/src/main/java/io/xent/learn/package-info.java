package io.xent.learn;
