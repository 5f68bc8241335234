// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/exportdialog.h"

#include "app/session/draftsession.h"
#include "ui/common/filequestion.h"
#include "ui/export/columnlist.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

const QLatin1String GeometryKey("export/geometry");
const QLatin1String FolderKey("export/folder");
const QLatin1String DelimiterKey("export/delimiter");
const QLatin1String MarkKey("export/byteOrderMark");

} // namespace

ExportDialog::ExportDialog(DraftSession &session, const std::vector<int> &shownRows,
                           const std::vector<int> &chosenRows, QSettings &settings, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_settings(settings)
    , m_shown(session.draft().keysOf(shownRows))
    , m_chosen(session.draft().keysOf(chosenRows))
    , m_what(new QComboBox(this))
    , m_rows(new QComboBox(this))
    , m_delimiter(new QComboBox(this))
    , m_columns(new ColumnList(this))
    , m_guard(new QCheckBox(tr("&Guard cells that a spreadsheet would run as a formula"), this))
    , m_mark(new QCheckBox(tr("Begin with a byte order &mark, as Excel needs it"), this))
    , m_message(new QLabel(this))
    , m_progress(new QProgressBar(this))
{
    setWindowTitle(tr("Export CSV"));
    m_inputs = new QWidget(this);
    auto *inputs = new QVBoxLayout(m_inputs);
    inputs->setContentsMargins(0, 0, 0, 0);
    inputs->addWidget(buildChoices());
    inputs->addWidget(m_columns, 1);
    inputs->addWidget(m_guard);
    inputs->addWidget(m_mark);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_inputs, 1);
    layout->addWidget(m_message);
    layout->addWidget(m_progress);
    layout->addWidget(buildButtons());
    showCounts();
    showColumns();
    connect(m_what, &QComboBox::currentIndexChanged, this, &ExportDialog::showColumns);
    connect(m_columns, &ColumnList::changed, this, &ExportDialog::rememberColumns);
    connect(&session, &DraftSession::changed, this, &ExportDialog::showCounts);
    connect(&session, &DraftSession::problemsChanged, this, &ExportDialog::showCounts);
    m_what->setFocus();
    resize(620, 640);
    restoreGeometry(m_settings.value(GeometryKey).toByteArray());
}

ExportDialog::~ExportDialog() = default;

QWidget *ExportDialog::buildChoices()
{
    m_what->setObjectName(QStringLiteral("what"));
    m_what->setAccessibleName(tr("What"));
    m_rows->setObjectName(QStringLiteral("rows"));
    m_rows->setAccessibleName(tr("Rows"));
    m_delimiter->setObjectName(QStringLiteral("delimiter"));
    m_delimiter->setAccessibleName(tr("Delimiter"));
    m_delimiter->addItem(tr("Comma"), QStringLiteral(","));
    m_delimiter->addItem(tr("Semicolon"), QStringLiteral(";"));
    m_delimiter->addItem(tr("Tab"), QStringLiteral("\t"));
    m_delimiter->setCurrentIndex(std::max(0, m_delimiter->findData(m_settings.value(DelimiterKey))));
    m_guard->setObjectName(QStringLiteral("guard"));
    m_guard->setChecked(true);
    m_guard->setToolTip(
        tr("Puts an apostrophe in front of texts that are empty, begin with =, +, - or @, or begin "
           "or end with a blank. Import CSV takes it away again."));
    m_mark->setObjectName(QStringLiteral("byteOrderMark"));
    m_mark->setChecked(m_settings.value(MarkKey, true).toBool());
    m_mark->setToolTip(
        tr("Without it Excel shows “Zoë” as “ZoÃ«”. Import CSV takes both; some scripts stumble "
           "over it."));
    auto *choices = new QWidget(this);
    auto *form = new QFormLayout(choices);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("&What"), m_what);
    form->addRow(tr("&Rows"), m_rows);
    form->addRow(tr("&Delimiter"), m_delimiter);
    return choices;
}

QWidget *ExportDialog::buildButtons()
{
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_message->setMinimumHeight(fontMetrics().lineSpacing() * 3); // the window does not jump
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setAccessibleName(tr("Progress"));
    QSizePolicy keepsItsPlace = m_progress->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsItsPlace);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("cancel"));
    m_save = buttons->addButton(tr("&Save…"), QDialogButtonBox::ActionRole);
    m_save->setObjectName(QStringLiteral("save"));
    m_save->setDefault(true);
    connect(m_save, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &ExportDialog::reject);
    return buttons;
}

ExportDialog::What ExportDialog::what() const
{
    return static_cast<What>(m_what->currentData().toInt());
}

std::vector<QJsonObject> ExportDialog::draftResources(Rows rows) const
{
    const Draft &draft = m_session.draft();
    if (rows == Rows::All)
        return draft.wanted();
    std::vector<QJsonObject> resources;
    const std::vector<int> among = draft.rowsOf(rows == Rows::Shown ? m_shown : m_chosen);
    for (const int row : among) {
        const DraftRow &each = draft.rows()[static_cast<size_t>(row)];
        if (!each.removed)
            resources.push_back(each.resource);
    }
    return resources;
}

/// As the draft and its snapshot are now: they may change while the dialog is open, when a fetch ends.
void ExportDialog::showCounts()
{
    const auto fill = [](QComboBox *box, std::initializer_list<std::pair<QString, int>> items) {
        const QSignalBlocker quiet(box);
        const QVariant current = box->currentData();
        box->clear();
        for (const auto &[text, value] : items)
            box->addItem(text, value);
        box->setCurrentIndex(std::max(0, box->findData(current)));
    };
    const auto resources = [](size_t count) {
        return tr("%n resource(s)", nullptr, static_cast<int>(count));
    };
    const Draft &draft = m_session.draft();
    const SnapshotPtr &snapshot = draft.base();
    const Draft::Counts &counts = draft.counts();
    const size_t wanted = draftResources(Rows::All).size();
    fill(m_what,
         {{tr("Draft (%1)").arg(resources(wanted)), int(What::Draft)},
          {snapshot->wasFetched() ? tr("Snapshot (%1)").arg(resources(snapshot->resources.size()))
                                  : tr("Snapshot (nothing was fetched yet)"),
           int(What::Snapshot)},
          {snapshot->wasFetched()
               ? tr("Plan (%n change(s))", nullptr, counts.added + counts.changed + counts.removed)
               : tr("Plan (nothing was fetched yet)"),
           int(What::Plan)},
          {tr("Problems (%1)").arg(m_session.problems().size()), int(What::Problems)}});
    fill(m_rows,
         {{tr("All (%1)").arg(resources(wanted)), int(Rows::All)},
          {tr("Only those that the filters show (%1)").arg(resources(draftResources(Rows::Shown).size())),
           int(Rows::Shown)},
          {tr("Only the chosen ones (%1)").arg(resources(draftResources(Rows::Chosen).size())),
           int(Rows::Chosen)}});
    auto *items = qobject_cast<QStandardItemModel *>(m_what->model());
    for (const What needsSnapshot : {What::Snapshot, What::Plan})
        items->item(m_what->findData(int(needsSnapshot)))->setEnabled(snapshot->wasFetched());
    follow();
}

QString ExportDialog::columnsKey() const
{
    const QString key =
        holdsResources() ? m_session.type().name : QLatin1String(what() == What::Plan ? "plan" : "problems");
    return QLatin1String("export/leftOut/") % key;
}

/// Those that are left out are remembered: a field that a later version knows is not.
void ExportDialog::showColumns()
{
    m_columns->setColumns(holdsResources()           ? resourceColumns(m_session.type())
                              : what() == What::Plan ? planColumns()
                                                     : problemColumns(),
                          m_settings.value(columnsKey()).toStringList());
    follow();
}

void ExportDialog::rememberColumns()
{
    m_settings.setValue(columnsKey(), m_columns->leftOut());
    follow();
}

void ExportDialog::follow()
{
    const bool isSaving = m_job;
    const QStringList chosen = m_columns->chosen();
    const auto leftOut = static_cast<int>(m_columns->leftOut().size());
    QString message;
    if (isSaving)
        message = tr("Writing the file…");
    else if (chosen.isEmpty())
        message = tr("Choose at least one column.");
    else if (holdsResources() && !chosen.contains(UniqueIdField))
        message = tr("Without uniqueId, Import CSV cannot take the file.");
    else if (leftOut > 0)
        message = tr("%n column(s) left out.", nullptr, leftOut);
    m_message->setText(message);
    m_inputs->setEnabled(!isSaving);
    m_rows->setEnabled(what() == What::Draft);
    m_save->setEnabled(!isSaving && !chosen.isEmpty());
    m_progress->setVisible(isSaving);
}

std::function<ExportTable()> ExportDialog::table() const
{
    const Draft &draft = m_session.draft();
    const bool guard = m_guard->isChecked();
    const ResourceType &type = m_session.type();
    switch (what()) {
    case What::Draft:
        return [type, resources = draftResources(static_cast<Rows>(m_rows->currentData().toInt())),
                columns = m_columns->chosen(),
                guard] { return resourcesTable(type, resources, columns, guard); };
    case What::Snapshot:
        return [type, snapshot = draft.base(), columns = m_columns->chosen(), guard] {
            return resourcesTable(type, snapshot->resources, columns, guard);
        };
    case What::Plan:
        return [type, resourceId = m_session.set().resourceId, snapshot = draft.base(),
                wanted = draft.wanted(), columns = m_columns->chosen(), guard] {
            return planTable(type, makePlan(type, resourceId, snapshot, wanted), columns, guard);
        };
    case What::Problems:
        break;
    }
    return [problems = m_session.problems(), columns = m_columns->chosen(), guard] {
        return problemsTable(problems, columns, guard);
    };
}

void ExportDialog::chooseFile()
{
    static const char *const Names[] = {"draft", "snapshot", "plan", "problems"};
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name =
        m_session.type().path % u'-' % QLatin1String(Names[static_cast<int>(what())]) % QLatin1String(".csv");
    const QFileDialog *dialog =
        askWhereToSave(this, windowTitle(), m_settings.value(FolderKey, documents).toString() % u'/' % name,
                       tr("CSV files (*.csv)"));
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::save);
}

void ExportDialog::save(const QString &fileName)
{
    if (m_job || fileName.isEmpty())
        return;
    m_settings.setValue(FolderKey, QFileInfo(fileName).absolutePath());
    const CsvStyle style{m_delimiter->currentData().toString().front(), m_mark->isChecked()};
    auto *job = new ExportJob(table(), style, fileName, this);
    m_job = job;
    m_progress->setRange(0, 0);
    connect(job, &Job::progressed, m_progress,
            [bar = m_progress](const QString &, qint64 done, qint64 total) {
                bar->setRange(0, static_cast<int>(total));
                bar->setValue(static_cast<int>(done));
            });
    connect(job, &Job::finished, this, [this, job, fileName] { finish(job->result(), fileName); });
    follow();
}

void ExportDialog::finish(const Result<qsizetype> &written, const QString &fileName)
{
    m_job = nullptr;
    follow();
    const QString name = QDir::toNativeSeparators(fileName);
    if (!written) {
        m_message->setText(written.error().kind == Error::Kind::Cancelled
                               ? tr("Cancelled: nothing was written to %1.").arg(name)
                               : written.error().message);
        m_save->setFocus();
        return;
    }
    const auto count = static_cast<int>(*written);
    const What exported = what();
    accept();
    if (exported == What::Plan)
        Q_EMIT concluded(tr("Exported the plan (%n row(s)) to %1.", nullptr, count).arg(name));
    else if (exported == What::Problems)
        Q_EMIT concluded(tr("Exported %n problem(s) to %1.", nullptr, count).arg(name));
    else
        Q_EMIT concluded(tr("Exported %n resource(s) to %1.", nullptr, count).arg(name));
}

void ExportDialog::reject()
{
    if (m_job)
        m_job->cancel();
    else
        QDialog::reject();
}

void ExportDialog::done(int result)
{
    m_settings.setValue(GeometryKey, saveGeometry());
    m_settings.setValue(DelimiterKey, m_delimiter->currentData());
    m_settings.setValue(MarkKey, m_mark->isChecked());
    QDialog::done(result);
}

} // namespace Fullstate
