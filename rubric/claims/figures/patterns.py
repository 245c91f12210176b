"""Patterns of how numbers stand to each other, over the signs that `numbers.py` puts in place of them."""

import re

from rubric.claims.figures.numbers import NUMBER, SPAN, YEAR

_ABOUT = (
    r"(?:(?:about|around|nearly|almost|just|just over|just under|only|over|under|some|roughly|as (?:few|many|low|"
    r"high) as|"
    r"at least|at most|no more than|a mere|barely) )?"
)
_MEASURED = r"[^.;\ue000-\ue0ff]"  # any letter of the same part of the sentence, and no number
_WORDY = "[^\ue000-\ue1ff]"  # any letter but those of numbers and years
_UNIT_WORDS = r"(?: [a-z'’-]+){0,4}?"
_UP = (
    r"rose|risen|rises?|rising|went up|gone up|goes up|going up|up|increas\w+|grew|grown|grow|growth|climb\w+|"
    r"jump\w+|"
    r"doubl\w+|trebl\w+|tripl\w+|↑"
)
DOWN = (
    r"fell|fallen|falling|a fall|fall in|fall of|dropp?\w*|went down|gone down|down|came down|come down|"
    r"brought down|brought|decreas\w+|declin\w+|"
    r"reduc\w+|cuts?|cutting|shr[aiu]nk\w*|lower\w*|fewer|less|halv\w+|shorten\w+|slipp?ed|↓"
)
BETTER = r"improv\w+|got better|better"
WORSE = r"worsen\w*|deteriorat\w+|got worse|worse|slipp\w+"
_THEN = (
    r"before|earlier|previously|last (?:year|time|winter|summer|spring|autumn|quarter)|the year before|"
    r"a year ago|previous|"
    r"ago|at the start|at first|beforehand|prior"
)
_NOW = (
    r"now|today|this (?:year|time|winter|summer|spring|autumn|quarter)|after|afterwards|at present|currently|latest|"
    r"since"
)
_TARGET = (
    r"(?:target|tgt|limit|standard|goal|ambition|benchmark|ceiling|expectation|requirement|threshold|deadline|"
    r"maximum|minimum|"
    r"plan said|plan says|policy|time limit)s?"
)
_AIMED = (
    r"(?:target|limit|standard|goal|ceiling|deadline|benchmark|expected|planned|hoped for|promised|wanted|minimum|"
    r"maximum)"
)
OTHERS = (
    r"(?:england|eng|national(?:ly| average| avg| figure| rate| mean)|the country|regional(?:ly| average| avg| figure|"
    r" rate| mean)|region|(?:statistical |nearest |near )?neighbou?rs?|neighbou?ring "
    r"\w+|similar councils|other councils|councils like ours|comparators?|comparable councils|elsewhere|"
    r"next door|peers|"
    r"family group|other directorates|whole council|the average|average for)"
)
LOWER = (
    r"under|within|below|less than|no more than|at most|inside|limit|ceiling|deadline|maximum|cap\b|not exceed|up to|"
    r"due|allowed"
)
HIGHER = r"at least|minimum|over|above|more than|no less than|not less than|floor"

# Two numbers of one thing at two times: a before, b (or c) after; ya and yb are years that tell which came first.
_TWO_TIMES = (
    rf"(?P<a>{NUMBER}){_MEASURED}{{0,45}}?\b(?:in|at|by|during) (?P<ya>{YEAR}){_MEASURED}{{0,60}}?(?P<b>{NUMBER})"
    rf"{_MEASURED}{{0,25}}?\b(?:in|at|by|during|for) (?P<yb>{YEAR})",
    rf"(?P<ya>{YEAR}){_WORDY}{{1,60}}?(?P<a>{NUMBER}){_WORDY}{{0,80}}?(?P<yb>{YEAR}){_WORDY}{{1,60}}?(?P<b>{NUMBER})",
    rf"\bfrom {_ABOUT}(?P<a>{NUMBER}){_MEASURED}{{0,40}}? to {_ABOUT}(?:{NUMBER} to )?(?P<b>{NUMBER})",
    rf"\bto {_ABOUT}(?P<b>{NUMBER}){_UNIT_WORDS},? from {_ABOUT}(?P<a>{NUMBER})",
    rf"(?P<a>{NUMBER}){_UNIT_WORDS} ?(?:→|->|–>|=>|>) ?(?P<b>{NUMBER})",
    rf"(?P<b>{NUMBER}){_MEASURED}{{0,90}}?\b(?:up|down|risen|fallen|a rise|a fall|a drop|rising|falling|improved|"
    rf"compared|"
    rf"improving|increased|reduced)\b,? from {_ABOUT}(?P<a>{NUMBER})",
    rf"(?P<b>{NUMBER}){_MEASURED}{{0,60}}?\b(?:against|compared (?:with|to)|v|vs|versus|as against|up on|down on|"
    rf"where|"
    rf"having (?:been|given \w+))\b{_MEASURED}{{0,25}}? ?{_ABOUT}(?P<a>{NUMBER}){_MEASURED}{{0,35}}?\b(?:{_THEN}|"
    rf"began|{YEAR})",
    rf"(?P<b>{NUMBER}){_MEASURED}{{0,40}}?(?:,| \(| and| where)? ?(?:it )?(?:was|were|it had been|had been|"
    rf"having been|used to be) "
    rf"{_ABOUT}(?P<a>{NUMBER})",
    rf"(?P<a>{NUMBER}){_MEASURED}{{0,45}}?\b(?:in|at|by|during) {YEAR}{_MEASURED}{{0,30}}?(?:\b(?:now|is now|"
    rf"are now|was|were|and) "
    rf"{_ABOUT}(?P<b>{NUMBER})|(?P<c>{NUMBER}){_MEASURED}{{0,20}}?\b(?:{_NOW})\b)",
    rf"(?P<a>{NUMBER}){_MEASURED}{{0,45}}?\b(?:{_THEN})\b[,: "
    rf"]{_MEASURED}{{0,40}}?(?P<b>{NUMBER}){_MEASURED}{{0,30}}?\b(?:{_NOW})\b",
    rf"(?P<b>{NUMBER}){_MEASURED}{{0,45}}?\b(?:{_NOW})\b[,: "
    rf"]{_MEASURED}{{0,40}}?(?P<a>{NUMBER}){_MEASURED}{{0,30}}?\b(?:{_THEN})\b",
    rf"(?P<b>{NUMBER}) ?[(,;] ?(?:{SPAN} )?(?:{SPAN} before |before )?(?:from|was|were|it was|it had been|"
    rf"had been|previously|"
    rf"last \w+|up from|down from|before it was) (?P<a>{NUMBER})",
    rf"(?P<b>{NUMBER}) ?[,;(] ?(?P<a>{NUMBER}) (?:{SPAN} ?)?(?:{_THEN}|the \w+ before|in the \w+ before|"
    rf"{SPAN} (?:before|earlier|ago))\b",
    rf"(?P<a>{NUMBER}) last {_MEASURED}{{0,20}}?,? ?(?P<b>{NUMBER}) this\b",
    rf"\b(?:was|were|stood at|had been|used to be|waited) {_ABOUT}(?P<a>{NUMBER}){_MEASURED}{{0,60}}?\b(?:now|"
    rf"today|(?:has|have|had) (?:it|them) at)\b"
    rf"(?: (?:stands? at|is|are|at))? {_ABOUT}(?P<b>{NUMBER})",
    rf"\b(?:was|were|stood at|had been|used to be|waited) {_ABOUT}(?P<a>{NUMBER}){_MEASURED}{{0,60}}?(?:and|,|"
    rf"but) {_ABOUT}(?P<b>{NUMBER})"
    rf"{_MEASURED}{{0,20}}?\b(?:now|today)\b",
    rf"(?P<a>{NUMBER}){_WORDY}{{0,60}}?\b(?:it is now|is now|are now|now stands? at|now at|"
    rf"now) {_ABOUT}(?P<b>{NUMBER})",
)
PAIRS = tuple(re.compile(pattern) for pattern in _TWO_TIMES)
PLAIN_DROP = re.compile(rf"(?P<a>{NUMBER}) to (?P<b>{NUMBER})")
BY_HOW_MUCH = re.compile(
    rf"\b(?P<verb>{_UP}|{DOWN}|{BETTER}|{WORSE})(?: by| a further| another| some)? {_ABOUT}(?P<n>{NUMBER})|"
    rf"(?P<alone>\b(?:halved|doubled|trebled|tripled)\b)"
    rf"|(?P<m>{NUMBER})(?: \w+)? (?P<after>fewer|rise|increase|fall|drop|reduction|decrease|decline|lower|higher)\b"
)


AT_TARGETS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_TARGET}\b(?: (?!and\b|but\b|met\b)[a-z'’]+){{0,4}}?(?: of| is| was| at| being|:)? ?(?:(?:{LOWER}|"
        rf"{HIGHER}) )?(?P<t>{NUMBER})",
        rf"(?P<t>{NUMBER})[- ](?:[a-z]+ )?(?:(?:was|were|is|are) )?{_AIMED}\b",
        rf"\b(?:against|v|vs) (?:the |a |an )?(?P<t>{NUMBER})(?: [a-z]+){{0,3}} (?:in our|in its|in the|by our|"
        rf"by) (?:own )?(?:policy|charter|plan|standard)",
        rf"\b(?:should|must|ought to|has to|have to|supposed to) (?:\w+ ){{0,3}}?(?:be |take |"
        rf"wait )?(?:(?:{LOWER}|{HIGHER}|(?:longer|more) than) )?(?P<t>{NUMBER})",
        rf"\b(?:of a planned|plan(?:ned)? (?:says?|said|was|for)|planned|set at|promised(?: within)?|"
        rf"due within) (?P<t>{NUMBER})",
        rf"\b(?:aim(?:s|ed|ing)?|heading|on (?:the|its|our) way) (?:for|at|to|to reach) {_ABOUT}(?P<t>{NUMBER})",
        rf"\b(?:against|short of|below|under|than) (?:the|its|our|a) (?P<t>{NUMBER}) (?:\w+ ){{0,3}}?(?:set|"
        rf"policy|asked|wanted|agreed|promised|in the|needed)\b",
        rf"\b(?:we|they|it|council|policy|plan|rule|rules|standard) (?:had |has )?(?:said|says|promised|"
        rf"asked for|wants?|wanted) (?P<t>{NUMBER})",
        rf"\bwith (?P<t>{NUMBER}) (?:as|to be|being) (?:the|our|its) (?:aim|goal|target|limit|standard)",
    )
)
BESIDE_THEIRS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{OTHERS}\b(?: (?!and\b|but\b)[a-z'’]+){{0,5}}?[ (:]*{_ABOUT}(?P<o>{NUMBER})",
        rf"\b(?:against|v|vs|versus|compared (?:with|to)|than|where|"
        rf"and) (?:the )?{_ABOUT}(?P<o>{NUMBER}){_MEASURED}{{0,30}}?\b{OTHERS}\b",
    )
)
BESIDE_OTHERS = re.compile(
    rf"\b(?P<side>above|over|higher than|more than|better than|ahead of|top|highest|best|below|under|lower than|"
    rf"less than|fewer than|"
    rf"worse than|behind|lowest|worst|shorter than|longer than)\b(?: (?!and\b|"
    rf"but\b)[a-z'’]+){{0,6}}? (?:{OTHERS}|councils)\b"
)

TIMES = re.compile(
    rf"\b(?P<how>in|over|for|after|during|within|inside|since|past|last|next|first|every|each|more than|"
    rf"longer than|above|beyond|"
    rf"under|less than|once in|throughout|a|an|per|about)(?: the| (?:last|past|next|first|about|another|some|"
    rf"only|just))* (?P<n>{NUMBER})(?!{_UNIT_WORDS} to {NUMBER})"
    rf"|(?P<m>{NUMBER}) (?:ago|before|earlier|later|running|in a row|old|into|after|in\b|from|back|of age|since|"
    rf"on(?! average))"
)
