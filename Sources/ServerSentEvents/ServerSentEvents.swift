enum EmptyServerSentEvents {}
