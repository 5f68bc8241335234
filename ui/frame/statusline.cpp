// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/frame/statusline.h"

#include "app/base/tooltips.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>

namespace Fullstate {

QString statusText(const SetStatus &status)
{
    QString resources = StatusLine::tr("%n resource(s)", nullptr, status.resources);
    // The signs are those beside the rows; the true minus is as wide as the plus.
    if (status.added + status.changed + status.removed > 0)
        resources +=
            StatusLine::tr(", +%1 ~%2 −%3").arg(status.added).arg(status.changed).arg(status.removed);
    QStringList parts{resources};
    if (status.hidden > 0)
        parts.append(StatusLine::tr("%n hidden by the filter", nullptr, status.hidden));
    if (status.outOfScope > 0)
        parts.append(
            StatusLine::tr("%1 out of scope (%2)").arg(QLocale().toString(status.outOfScope), status.scope));
    else if (!status.scope.isEmpty())
        parts.append(StatusLine::tr("scope: %1").arg(status.scope));
    if (status.problems > 0)
        parts.append(StatusLine::tr("%n problem(s)", nullptr, status.problems));
    if (status.tombstones > 0)
        parts.append(StatusLine::tr("%n deleted resource(s) set aside", nullptr, status.tombstones));
    parts.append(status.fetchedAt.isValid()
                     ? StatusLine::tr("fetched %1")
                           .arg(QLocale().toString(status.fetchedAt.toLocalTime(), QLocale::ShortFormat))
                     : StatusLine::tr("never fetched"));
    parts.append(status.saved ? StatusLine::tr("draft saved") : StatusLine::tr("DRAFT NOT SAVED"));
    if (status.secretsForThisRunOnly)
        parts.append(StatusLine::tr("secrets for this run only"));
    return parts.join(QStringLiteral(" · "));
}

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_what(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_text->setObjectName(QStringLiteral("status"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_what->setTextFormat(Qt::PlainText);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(fontMetrics().averageCharWidth() * 20);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    connect(m_cancel, &QPushButton::clicked, this, &StatusLine::cancelled);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_what);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    // Always as high as with the button: at another height QStatusBar lays itself out anew, and shows what it
    // has hidden behind a hint.
    setMinimumHeight(layout->sizeHint().height());
    endProgress();
}

void StatusLine::showText(const QString &text)
{
    m_text->setText(text);
    m_text->setToolTip(asToolTip(text)); // where the window is too narrow for all of it
}

void StatusLine::showProgress(const QString &what, qint64 done, qint64 total)
{
    m_what->setText(what);
    m_progress->setRange(0, total > 0 ? 1000 : 0);
    m_progress->setValue(total > 0 ? static_cast<int>(done * 1000 / total) : 0);
    m_what->show();
    m_progress->show();
    m_cancel->show();
}

void StatusLine::endProgress()
{
    m_what->hide();
    m_progress->hide();
    m_cancel->hide();
}

bool StatusLine::isBusy() const
{
    return !m_cancel->isHidden();
}

} // namespace Fullstate
