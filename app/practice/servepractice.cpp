// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/stopsignals.h"
#include "app/practice/practicetenant.h"
#include "app/schema/catalog.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <cstdio>

namespace Fullstate {

int servePracticeTenant(quint16 port, bool rateLimit)
{
    const Result<Catalog> catalog = Catalog::load();
    if (!catalog) {
        std::fprintf(stderr, "%s\n", qPrintable(catalog.error().message));
        return 1;
    }
    const SystemClock clock;
    PracticeTenant::Options options;
    options.rateLimit = rateLimit;
    options.port = port;
    PracticeTenant tenant(*catalog, clock, options);
    if (const Result<> listening = tenant.listen(); !listening) {
        std::fprintf(stderr, "%s\n", qPrintable(listening.error().message));
        return 1;
    }
    QJsonObject resources;
    for (const ResourceType &type : catalog->types())
        resources.insert(type.name, tenant.resourceId(type.name));
    const QJsonObject about{
        {QStringLiteral("api"), tenant.url().toString()},
        {QStringLiteral("app"), tenant.url().toString()},
        {QStringLiteral("client_id"), tenant.privateApplication().clientId},
        {QStringLiteral("client_secret"), QString::fromLatin1(tenant.privateApplication().clientSecret)},
        {QStringLiteral("public_client_id"), tenant.publicApplication().clientId},
        {QStringLiteral("public_client_secret"),
         QString::fromLatin1(tenant.publicApplication().clientSecret)},
        {QStringLiteral("resources"), resources},
    };
    std::printf("%s\n", QJsonDocument(about).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    const StopSignals stop;
    QObject::connect(&stop, &StopSignals::received, QCoreApplication::instance(),
                     [] { QCoreApplication::exit(0); });
    return QCoreApplication::exec();
}

} // namespace Fullstate
