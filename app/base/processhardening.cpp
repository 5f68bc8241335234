// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/processhardening.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#endif

namespace Fullstate {

void hardenProcess()
{
#ifdef Q_OS_UNIX
    umask(S_IRWXG | S_IRWXO);
    if (qEnvironmentVariableIntValue("FULLSTATE_CORE_DUMPS") == 0) {
        const rlimit none{0, 0};
        setrlimit(RLIMIT_CORE, &none);
    }
#endif
}

} // namespace Fullstate
