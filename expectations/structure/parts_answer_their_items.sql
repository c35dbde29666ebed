-- title: A part answers to the item of the agenda that its title or its place names
WITH agenda AS (
    SELECT
        document.document_key,
        item.item_number,
        regexp_replace(translate(item.title, '（）０１２３４５６７８９', '()0123456789'), '\s|　', '', 'g') AS words
    FROM dim_agenda_item AS item
    JOIN dim_document AS document USING (meeting_key)
    WHERE document.is_current
),
item AS (
    SELECT *, regexp_replace(words, phrases, '', 'g') AS subject
    FROM agenda
    CROSS JOIN (SELECT '\((案|改正案|変更案|報告)\)|について|に関する件|の件|等?の(報告|承認|概要)|概要|の' AS phrases)
),
part AS (
    SELECT
        part.*,
        document.file_name,
        regexp_replace(translate(part.title, '（）０１２３４５６７８９', '()0123456789'), '\s|　', '', 'g') AS words,
        -- The cover and the agenda answer to nothing.
        lag(part.agenda_item_number) OVER (
            PARTITION BY document_key, part.part_kind IN ('cover', 'agenda') ORDER BY part_number
        ) AS item_before
    FROM dim_part AS part
    JOIN dim_document AS document USING (document_key)
    WHERE document.is_current
),
compared AS (
    SELECT
        part.part_key,
        bool_or(item.words = part.words) AS has_title,
        bool_or(item.words = part.words AND item.item_number = part.agenda_item_number) AS is_title,
        bool_or(
            item.item_number = part.agenda_item_number AND item.subject <> ''
            AND contains(regexp_replace(part.words, item.phrases, '', 'g'), item.subject)
        ) AS is_subject,
        bool_or(item.item_number = part.agenda_item_number) AS is_item
    FROM part
    LEFT JOIN item USING (document_key)
    GROUP BY part.part_key
)
SELECT
    concat(part.file_name, ', part ', part.part_number) AS place,
    concat(part.title, ', item ', coalesce(part.agenda_item_number::VARCHAR, 'none'), ' by ',
        coalesce(part.agenda_evidence, 'nothing')) AS value,
    CASE
        WHEN part.part_kind IN ('cover', 'agenda') THEN part.agenda_item_number IS NULL AND part.agenda_evidence IS NULL
        ELSE coalesce(
            CASE part.agenda_evidence
                WHEN 'title' THEN compared.is_title
                WHEN 'words' THEN compared.is_subject
                WHEN 'position' THEN compared.is_item AND part.agenda_item_number = part.item_before
                -- Without evidence there is no item; what an item's title or the part before tells is evidence.
                ELSE part.agenda_item_number IS NULL AND part.item_before IS NULL AND compared.has_title IS NOT TRUE
            END,
            false
        )
    END AS holds
FROM part
JOIN compared USING (part_key)
