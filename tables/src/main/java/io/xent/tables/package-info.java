package io.xent.tables;
