// SPDX-FileCopyrightText: 2026 Fullstate contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connection/typedefinitiondialog.h"

#include "app/schema/catalog.h"
#include "app/schema/typedefinition.h"

#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>
#include <QVBoxLayout>

namespace Fullstate {

namespace {

constexpr qint64 LongestFile = 1'000'000;

QString kindText(const Field &field)
{
    using Kind = Field::Kind;
    switch (field.kind) {
    case Kind::Text:
        return TypeDefinitionDialog::tr("text");
    case Kind::Choice:
        return TypeDefinitionDialog::tr("one of %1").arg(field.choices.join(QLatin1String(", ")));
    case Kind::HttpsUrl:
        return TypeDefinitionDialog::tr("https address");
    case Kind::Timestamp:
        return TypeDefinitionDialog::tr("timestamp");
    case Kind::Boolean:
        return TypeDefinitionDialog::tr("yes or no");
    case Kind::Integer:
        return TypeDefinitionDialog::tr("whole number");
    case Kind::Number:
        return TypeDefinitionDialog::tr("number");
    case Kind::List:
        return TypeDefinitionDialog::tr("list");
    case Kind::Object:
        return TypeDefinitionDialog::tr("object");
    case Kind::Json:
        return TypeDefinitionDialog::tr("JSON");
    }
    return {};
}

} // namespace

TypeDefinitionDialog::TypeDefinitionDialog(const Catalog &catalog, QString typeName,
                                           const QByteArray &definition, QWidget *parent)
    : QDialog(parent)
    , m_catalog(catalog)
    , m_typeName(std::move(typeName))
    , m_text(new QPlainTextEdit(this))
    , m_fields(new QTableWidget(0, 3, this))
    , m_verdict(new QLabel(this))
{
    const ResourceType *known = catalog.find(m_typeName);
    setWindowTitle(tr("Type definition of %1").arg(known ? known->title : m_typeName));
    auto *explanation = new QLabel(
        known ? tr("The custom properties of this resource set, as the Developer Console shows them: a JSON "
                   "Type Definition. Leave it empty if none are declared there. The tenant refuses a push "
                   "with properties that it does not declare, and one without those that it does.")
              : tr("The fields of this resource type, as a JSON Type Definition. displayName, uniqueId and "
                   "externalUrl are there anyway."),
        this);
    explanation->setWordWrap(true);
    explanation->setTextFormat(Qt::PlainText);
    m_text->setAccessibleName(tr("Type definition"));
    m_text->setObjectName(QStringLiteral("typeDefinition"));
    m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_text->setPlaceholderText(
        QStringLiteral("{\n  \"properties\": {\n    \"engine\": { \"type\": \"string\" }\n  }\n}"));
    m_text->setTabChangesFocus(true);
    m_text->setPlainText(QString::fromUtf8(definition));
    m_fields->setAccessibleName(tr("Fields"));
    m_fields->setHorizontalHeaderLabels({tr("Field"), tr("Kind"), tr("Required")});
    m_fields->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_fields->verticalHeader()->hide();
    m_fields->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_fields->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_fields->setTabKeyNavigation(false);
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_verdict->setWordWrap(true);
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto *sides = new QSplitter(this);
    sides->addWidget(m_text);
    sides->addWidget(m_fields);
    sides->setChildrenCollapsible(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    m_accept = buttons->button(QDialogButtonBox::Ok);
    QPushButton *open = buttons->addButton(tr("Open &file…"), QDialogButtonBox::ActionRole);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(explanation);
    layout->addWidget(sides, 1);
    layout->addWidget(m_verdict);
    layout->addWidget(buttons);
    resize(860, 520);
    connect(open, &QPushButton::clicked, this, &TypeDefinitionDialog::openFile);
    connect(m_text, &QPlainTextEdit::textChanged, this, &TypeDefinitionDialog::judge);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    judge();
}

QByteArray TypeDefinitionDialog::definition() const
{
    return m_text->toPlainText().trimmed().toUtf8();
}

void TypeDefinitionDialog::openFile()
{
    auto *dialog = new QFileDialog(this, tr("Open type definition"), {},
                                   tr("JSON Type Definition (*.json *.jtd);;All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, &TypeDefinitionDialog::read);
    dialog->open();
}

void TypeDefinitionDialog::read(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        m_verdict->setText(tr("%1 cannot be read: %2.").arg(fileName, file.errorString()));
        return;
    }
    const QByteArray content = file.read(LongestFile + 1);
    if (content.size() > LongestFile)
        m_verdict->setText(tr("%1 is too long to be a type definition.").arg(fileName));
    else
        m_text->setPlainText(QString::fromUtf8(content));
}

void TypeDefinitionDialog::judge()
{
    m_fields->setRowCount(0);
    const QByteArray json = definition();
    const auto parsed = parseTypeDefinition(json);
    const auto type = m_catalog.described(m_typeName, json);
    m_accept->setEnabled(type.has_value());
    if (!type || json.isEmpty()) {
        m_verdict->setText(type ? tr("No custom properties are declared.") : type.error().message);
        return;
    }
    const std::vector<Field> fields = toFields(*parsed);
    m_fields->setRowCount(static_cast<int>(fields.size()));
    int row = 0;
    for (const Field &field : fields) {
        m_fields->setItem(row, 0, new QTableWidgetItem(field.name));
        m_fields->setItem(row, 1, new QTableWidgetItem(kindText(field)));
        m_fields->setItem(row++, 2, new QTableWidgetItem(field.required ? tr("Yes") : tr("No")));
    }
    QStringList notes{tr("%n field(s) declared.", nullptr, row)};
    if (m_catalog.find(m_typeName))
        notes += customPropertyDoubts(*parsed);
    m_verdict->setText(notes.join(u'\n'));
}

} // namespace Fullstate
