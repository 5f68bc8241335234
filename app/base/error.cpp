// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/error.h"

#include <QCoreApplication>

namespace Fullstate {

Error Error::cancelled()
{
    return {Kind::Cancelled, QCoreApplication::translate("Fullstate::Error", "Cancelled."), {}};
}

} // namespace Fullstate
