//go:build !purego

#include "textflag.h"

TEXT ·Pause(SB), NOSPLIT, $0-0
	PAUSE
	RET
