// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/receiptdialog.h"

#include "app/base/workjob.h"
#include "app/fullstate.h"
#include "app/history/historymodel.h"
#include "app/plan/planmodel.h"
#include "app/push/receiptjson.h"
#include "app/workspace/workspace.h"
#include "ui/common/plandelegate.h"
#include "ui/common/recordtable.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

const QLatin1String GeometryKey("receipt/geometry");

QString whenText(const QDateTime &time)
{
    return QLocale().toString(time.toLocalTime(), QLocale::LongFormat);
}

QJsonValue parsed(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (document.isObject())
        return document.object();
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(QString::fromUtf8(json));
}

/// What cannot be read as JSON is shown as it is.
QString readable(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return QString::fromUtf8(document.isNull() ? json : document.toJson(QJsonDocument::Indented));
}

QString summaryText(const Receipt &receipt)
{
    const Plan &plan = receipt.plan;
    const QLocale locale;
    QStringList lines{outcomeText(receipt.outcome), receipt.message, {}};
    lines.append(ReceiptDialog::tr("Where: %1").arg(receipt.where));
    lines.append(ReceiptDialog::tr("Started: %1").arg(whenText(receipt.startedAt)));
    if (receipt.finishedAt.isValid())
        lines.append(ReceiptDialog::tr("Finished: %1").arg(whenText(receipt.finishedAt)));
    lines.append(ReceiptDialog::tr("Reviewed against the tenant of: %1").arg(whenText(plan.tenant->takenAt)));
    lines.append(ReceiptDialog::tr("Deletes %1, comes back %2, changes %3, adds %4, unchanged %5")
                     .arg(locale.toString(plan.deletes), locale.toString(plan.comeBacks),
                          locale.toString(plan.edits), locale.toString(plan.adds),
                          locale.toString(plan.unchanged)));
    lines.append(receipt.confirmedDeletions < 0 ? ReceiptDialog::tr("Deletions to confirm: not asked for")
                                                : ReceiptDialog::tr("Deletions to confirm: %1 was typed")
                                                      .arg(locale.toString(receipt.confirmedDeletions)));
    if (!receipt.differences.isEmpty()) {
        lines.append({{}, ReceiptDialog::tr("What differs:")});
        for (const QString &difference : receipt.differences)
            lines.append(QStringLiteral("• ") % difference);
    }
    lines.append({{}, ReceiptDialog::tr("Receipt %1").arg(receipt.id)});
    return lines.join(u'\n');
}

QString answerText(const Receipt &receipt)
{
    if (receipt.status == 0)
        return ReceiptDialog::tr("The tenant gave no answer.");
    return receipt.answer.isEmpty()
        ? ReceiptDialog::tr("Status %1, without words.").arg(receipt.status)
        : ReceiptDialog::tr("Status %1\n\n%2").arg(receipt.status).arg(receipt.answer);
}

} // namespace

QByteArray receiptDocument(const Receipt &receipt)
{
    const QJsonObject all{
        {QStringLiteral("receipt"), parsed(summaryToJson(receipt))},
        {QStringLiteral("changes"), parsed(changesToJson(receipt.plan.changes))},
        {QStringLiteral("before"), parsed(toBody(*receipt.plan.tenant))},
        {QStringLiteral("sent"), parsed(receipt.plan.body)},
        {QStringLiteral("after"), receipt.after.isEmpty() ? QJsonValue() : parsed(receipt.after)}};
    return QJsonDocument(all).toJson(QJsonDocument::Indented);
}

ReceiptDialog::ReceiptDialog(Services &services, const QString &receiptId, QWidget *parent)
    : ReceiptDialog(
        [&services, receiptId](QObject *owner) { return services.workspace().loadReceipt(receiptId, owner); },
        services.catalog(), &services.settings(), parent)
{
}

ReceiptDialog::ReceiptDialog(const Load &load, const Catalog &catalog, QSettings *settings, QWidget *parent)
    : QDialog(parent)
    , m_catalog(catalog)
    , m_settings(settings)
    , m_message(new QLabel(tr("Reading the receipt…"), this))
    , m_tabs(new QTabWidget(this))
    , m_save(new QPushButton(tr("&Save as JSON…"), this))
{
    build();
    ResultJob<Receipt> *job = load(this);
    connect(job, &Job::finished, this, [this, job] {
        if (!job->result()) {
            m_message->setText(job->result().error().message);
            return;
        }
        m_receipt = *job->result();
        showReceipt();
    });
}

ReceiptDialog::~ReceiptDialog() = default;

void ReceiptDialog::build()
{
    setWindowTitle(tr("Receipt"));
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_tabs->hide();
    m_save->setEnabled(false);
    auto *close = new QPushButton(tr("Close"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_save);
    buttons->addStretch();
    buttons->addWidget(close);
    close->setDefault(true);
    m_save->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_message);
    layout->addWidget(m_tabs, 1);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ReceiptDialog::saveAs);
    connect(m_tabs, &QTabWidget::currentChanged, this, &ReceiptDialog::fillTab);
    resize(900, 620);
    if (m_settings)
        restoreGeometry(m_settings->value(GeometryKey).toByteArray());
}

void ReceiptDialog::showReceipt()
{
    m_message->hide();
    setWindowTitle(tr("Receipt: %1").arg(m_receipt.where));
    addText(tr("Summary"), summaryText(m_receipt));
    addPlan();
    addText(tr("Answer"), answerText(m_receipt));
    addJson(tr("Before"), toBody(*m_receipt.plan.tenant));
    addJson(tr("Sent"), m_receipt.plan.body);
    if (m_receipt.after.isEmpty())
        addText(tr("After"), tr("The tenant was not asked after this push, or did not answer."));
    else
        addJson(tr("After"), m_receipt.after);
    m_tabs->show();
    m_tabs->setFocus();
    m_save->setEnabled(true);
}

void ReceiptDialog::addText(const QString &title, const QString &text)
{
    auto *view = new QPlainTextEdit(m_tabs); // plain: it quotes the tenant
    view->setReadOnly(true);
    view->setTabChangesFocus(true);
    view->setAccessibleName(title);
    view->setPlainText(text);
    m_tabs->addTab(view, title);
}

void ReceiptDialog::addPlan()
{
    auto *model = new PlanModel(this);
    model->setPlan(m_receipt.plan, [this]() -> ResourceType {
        const ResourceType *type = m_catalog.find(m_receipt.plan.typeName);
        return type ? *type : ResourceType{m_receipt.plan.typeName, {}, {}};
    }());
    QTableView *table = createRecordTable(tr("Plan"), model, m_tabs);
    table->setItemDelegate(new PlanDelegate(table));
    setColumnWidths(*table, {15, 22, 22, 18, 24});
    m_tabs->addTab(table, tr("Plan"));
}

void ReceiptDialog::addJson(const QString &title, const QByteArray &json)
{
    addText(title, {});
    QWidget *view = m_tabs->widget(m_tabs->count() - 1);
    view->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_unfilled.insert(view, json);
}

void ReceiptDialog::fillTab(int index)
{
    auto *view = qobject_cast<QPlainTextEdit *>(m_tabs->widget(index));
    if (!view || !m_unfilled.contains(view))
        return;
    view->setPlainText(tr("Reading…"));
    auto *job = new WorkJob<QString>([json = m_unfilled.take(view)] { return readable(json); }, view);
    connect(job, &Job::finished, view, [view, job] { view->setPlainText(*job->result()); });
}

void ReceiptDialog::saveAs()
{
    const QString name = QStringLiteral("receipt-%1.json")
                             .arg(m_receipt.startedAt.toUTC().toString(QStringLiteral("yyyyMMdd-HHmmss")));
    auto *dialog = new QFileDialog(this, tr("Save as JSON"), name, tr("JSON (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, &ReceiptDialog::save);
    dialog->open();
}

void ReceiptDialog::save(const QString &fileName)
{
    m_save->setEnabled(false);
    m_message->setText(tr("Saving…"));
    m_message->show();
    auto *job = new WorkJob<QString>(
        [receipt = m_receipt, fileName]() -> QString {
            QSaveFile file(fileName);
            if (file.open(QIODevice::WriteOnly) && file.write(receiptDocument(receipt)) >= 0 && file.commit())
                return {};
            return file.errorString();
        },
        this);
    connect(job, &Job::finished, this, [this, job, fileName] {
        m_save->setEnabled(true);
        const QString problem = *job->result();
        m_message->setText(problem.isEmpty() ? tr("Saved as %1.").arg(fileName)
                                             : tr("Could not save %1: %2").arg(fileName, problem));
    });
}

void ReceiptDialog::done(int result)
{
    if (m_settings)
        m_settings->setValue(GeometryKey, saveGeometry());
    QDialog::done(result);
}

} // namespace Fullstate
