enum EmptyTestSupport {}
