# A C header as a manual page: its first comment is the description, each comment before a
# declaration the text about it. Nothing is in the page that is not in the header.
#
#   awk -v page=sse_decoder -v prefix=sse_ -v package=server-sent-events -v version=0.1.0 \
#       -v date=2026-01-31 -v others="message_event partial_json" -f header-to-man.awk HEADER.h
#
# With -v list=functions prints the names of the functions only, one a line.

# Roff: what a formatter would take for its own, or print as another character.
function escaped(text) {
    gsub(/\\/, "\\e", text)
    gsub(/\^/, "\\(ha", text)
    gsub(/~/, "\\(ti", text)
    return text
}

function code(text) {
    text = escaped(text)
    gsub(/-/, "\\-", text)
    gsub(/'/, "\\(aq", text)
    gsub(/`/, "\\(ga", text)
    return text
}

function put(line) {
    sub(/ +$/, "", line)
    print line ~ /^[.']/ ? "\\&" line : line
}

# Prose: names of the library bold, `names` of the declaration italic.
function prose(text,    out) {
    text = escaped(text)
    while (match(text, /`[^`]*`/)) {
        out = out substr(text, 1, RSTART - 1) "\\fI" substr(text, RSTART + 1, RLENGTH - 2) "\\fR"
        text = substr(text, RSTART + RLENGTH)
    }
    text = out text
    out = ""
    while (match(text, prefix "[a-z0-9_]+")) {
        if (substr(text, RSTART - 1, 1) ~ /[A-Za-z0-9_]/)
            out = out substr(text, 1, RSTART + RLENGTH - 1)
        else
            out = out substr(text, 1, RSTART - 1) "\\fB" substr(text, RSTART, RLENGTH) "\\fR"
        text = substr(text, RSTART + RLENGTH)
    }
    text = out text
    out = ""
    while (match(text, /(^|[ (])-[0-9]/)) {
        out = out substr(text, 1, RSTART + RLENGTH - 3) "\\-"
        text = substr(text, RSTART + RLENGTH - 1)
    }
    return out text
}

function fill(text,    words, count, i, line) {
    # Spaces that set an example apart from what is said of it stay.
    sub(/^ +/, "", text)
    gsub(/  +/, "\003", text)
    count = split(prose(text), words, " ")
    for (i = 1; i <= count; i++) {
        gsub(/\003/, "\\ \\ \\ ", words[i])
        if (line != "" && length(line) + length(words[i]) >= 78) {
            put(line)
            line = ""
        }
        line = line (line == "" ? "" : " ") words[i]
    }
    if (line != "") put(line)
}

# A comment of several paragraphs; lines that are indented are shown as they are. `separator` goes
# before each paragraph but the first.
function paragraphs(comment,    lines, count, i, text, verbatim, begun) {
    count = split(comment, lines, "\n")
    lines[++count] = ""
    for (i = 1; i <= count; i++) {
        if (verbatim && lines[i] == "" && lines[i + 1] ~ /^  /) {
            print ""
            continue
        }
        if (verbatim && lines[i] !~ /^  /) {
            print ".fi\n.RE"
            verbatim = 0
        }
        if (text != "" && (lines[i] == "" || lines[i] ~ /^  /)) {
            if (begun++) print ".PP"
            fill(text)
            text = ""
        }
        if (lines[i] ~ /^  /) {
            if (!verbatim) print ".PP\n.RS 4\n.nf"
            verbatim = begun = 1
            put(code(substr(lines[i], 3)))
        } else if (lines[i] != "")
            text = text " " lines[i]
    }
}

# A function's declaration in lines of less than 76 columns.
function prototype(text, begin,    parts, count, i, line) {
    count = split(text, parts, /, */)
    line = parts[1]
    for (i = 2; i <= count; i++) {
        if (length(line) + length(parts[i]) > 68) {
            put(begin code(line ",") (begin == "" ? "" : "\\fR"))
            line = "    " parts[i]
        } else
            line = line ", " parts[i]
    }
    put(begin code(line) (begin == "" ? "" : "\\fR"))
}

# The text of a comment without its stars.
function uncommented(text) {
    sub(/^ *\/\*+ ?/, "", text)
    sub(/ *\*\/ *$/, "", text)
    return text
}

function finish_item() {
    if (item != "") {
        kinds[++items] = kind
        texts[items] = comment
        codes[items] = item
    }
    item = kind = comment = ""
}

# One constant or member, with what is said of it behind it or before it.
function finish_member() {
    if (member != "") {
        sub(/,$/, "", member)
        item = item member "\001" before (before != "" && said != "" ? "\n" : "") said "\002"
    }
    member = said = before = ""
}

BEGIN { place = "top" }

# The comment that begins the header, and those before declarations.
place == "comment" {
    line = $0
    ends = line ~ /\*\/ *$/
    sub(/^ \*+\/? ?/, "", line)
    if (ends) sub(/ *\*\/ *$/, "", line)
    comment = comment "\n" line
    if (ends) place = described ? "top" : "description"
    if (place == "description") {
        description = comment
        comment = ""
        described = 1
        place = "top"
    }
    next
}
place == "top" && /^\/\*/ {
    finish_item()
    comment = uncommented($0)
    if ($0 !~ /\*\/ *$/) place = "comment"
    next
}
place == "top" && /^$/ { finish_item(); next }
place == "top" && /^#define [a-z]/ {
    kind = "constant"
    sub(/^#define /, "")
    item = item $0 "\n"
    next
}
place == "top" && (/^#/ || /^extern "C"/ || /^}/) { comment = ""; next }
place == "top" && /^(typedef (enum|struct)[^;]*|enum) \{$/ {
    kind = /^enum/ ? "enum" : $2
    place = "members"
    next
}
place == "members" && /^}/ {
    finish_member()
    gsub(/[} ;]/, "")
    kind = kind " " $0
    finish_item()
    place = "top"
    next
}
place == "members" && continues {
    line = $0
    continues = line !~ /\*\/ *$/
    sub(/^ *(\* )?/, "", line)
    line = uncommented(line)
    if (continues == 0 || line != "") said = said " " line
    if (!continues && alone) {
        before = said
        said = ""
    }
    next
}
place == "members" {
    if (member != "") { finish_member() }
    comment_at = index($0, "/*")
    declared = comment_at ? substr($0, 1, comment_at - 1) : $0
    gsub(/^ +| +$/, "", declared)
    continues = comment_at && $0 !~ /\*\/ *$/
    alone = declared == ""
    if (comment_at) said = uncommented(substr($0, comment_at))
    if (alone && !continues) {
        before = said
        said = ""
    }
    member = declared
    next
}
place == "body" { if (/^}/) { place = "top"; finish_item() } next }
place == "top" {
    line = $0
    gsub(/^ +/, "", line)
    item = item (item == "" ? "" : " ") line
    kind = item ~ /\(/ ? "function" : "variable"
    if (/\{$/) {
        sub(/ *\{$/, ";", item)
        place = "body"
    } else if (/;$/)
        finish_item()
    next
}

function function_name(declaration) {
    sub(/\(.*/, "", declaration)
    sub(/.*[ *]/, "", declaration)
    return declaration
}

# A list of members; names alone when nothing is said of any of them.
function members(text, begun,    list, count, i, pair, any) {
    count = split(text, list, "\002") - 1
    for (i = 1; i <= count; i++) {
        split(list[i], pair, "\001")
        if (pair[2] != "") any = 1
    }
    if (!any) print (begun ? ".PP\n" : "") ".RS 4\n.nf"
    for (i = 1; i <= count; i++) {
        split(list[i], pair, "\001")
        if (any) print ".TP"
        put("\\fB" code(pair[1]) "\\fR")
        if (any) fill(pair[2])
    }
    if (!any) print ".fi\n.RE"
}

END {
    finish_item()
    names = 0
    for (i = 1; i <= items; i++)
        if (kinds[i] == "function") functions[++names] = function_name(codes[i])
    if (list == "functions") {
        for (i = 1; i <= names; i++) print functions[i]
        exit names == 0
    }
    if (names == 0 || description == "") {
        print "header-to-man: no functions or no description in " FILENAME >"/dev/stderr"
        exit 1
    }
    header = FILENAME
    sub(/.*\//, "", header)

    print ".\\\" Made from " header " by Scripts/header-to-man.awk: change the header instead."
    print ".TH " toupper(page) " 3 " date " \"swift-message-stream " version "\" \"C Library\""
    print ".nh\n.ad l"
    print ".SH NAME"
    purpose = description
    sub(/^\n/, "", purpose)
    sub(/\n\n.*/, "", purpose)
    gsub(/\n/, " ", purpose)
    if (match(purpose, /\. /)) purpose = substr(purpose, 1, RSTART - 1)
    sub(/\.$/, "", purpose)
    line = page
    for (i = 1; i <= names; i++) line = line ", " functions[i]
    count = split(line, words, " ")
    line = words[1]
    for (i = 2; i <= count; i++) {
        if (length(line) + length(words[i]) > 76) { put(line); line = words[i] }
        else line = line " " words[i]
    }
    put(line)
    put("\\- " escaped(purpose))
    print ".SH SYNOPSIS"
    print ".nf"
    print "\\fB#include <" header ">\\fR"
    print ""
    for (i = 1; i <= items; i++) if (kinds[i] == "function") prototype(codes[i], "\\fB")
    print ".fi"
    print ".PP"
    print "Compile and link with what"
    put("\\fBpkg\\-config \\-\\-cflags \\-\\-libs " code(package) "\\fR")
    print "prints."
    print ".SH DESCRIPTION"
    paragraphs(description)

    print ".SH TYPES AND CONSTANTS"
    last = ""
    for (i = 1; i <= items; i++) {
        if (kinds[i] == "function") continue
        heading = kinds[i] ~ /^(constant|variable|enum $)/ ? "Constants" : kinds[i]
        if (heading != last) print ".SS " heading
        else if (texts[i] != "") print ".PP"
        last = heading
        paragraphs(texts[i])
        if (kinds[i] ~ /^(enum|struct)/) {
            members(codes[i], texts[i] != "")
            continue
        }
        print (texts[i] == "" ? ".RS 4" : ".PP\n.RS 4") "\n.nf"
        count = split(codes[i], lines, "\n")
        for (j = 1; j <= count; j++) if (lines[j] != "") put("\\fB" code(lines[j]) "\\fR")
        print ".fi\n.RE"
    }

    print ".SH FUNCTIONS"
    for (i = 1; i <= items; i++) {
        if (kinds[i] != "function") continue
        print ".SS " function_name(codes[i])
        print ".nf"
        prototype(codes[i], "\\fB")
        print ".fi"
        if (texts[i] == "") continue
        print ".PP"
        paragraphs(texts[i])
    }

    print ".SH SEE ALSO"
    count = split(others, list_of_others, " ")
    for (i = 1; i <= count; i++) print ".BR " list_of_others[i] " (3),"
    print ".BR pkg\\-config (1)"
}
