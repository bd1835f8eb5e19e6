package io.reflexarc.detector;
