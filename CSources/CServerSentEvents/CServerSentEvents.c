#include "CServerSentEvents.h"
typedef int CServerSentEvents_empty;
