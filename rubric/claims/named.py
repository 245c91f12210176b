"""Whether a text names anybody of the kind that was chosen as confirming it.

Wide on purpose: it is there to catch a box ticked for nobody, not to judge how well somebody is heard.
"""

import re
from collections.abc import Iterable

from rubric.framework.words import Voice

_PEOPLE = r"""
people | person | persons | resident | residents | tenant | tenants | citizen | citizens | carer | carers | caring |
famil(?:y|ies) | parent | parents | relative | relatives | adult | adults | user | users | customer | customers |
client | clients | patient | patients | member | members | survivor | survivors | veteran | veterans | neighbour |
neighbours | household | households | older | young | disabled | autistic | deaf | blind | men | women | man | woman
| mother | mothers | father | fathers | son | sons | daughter | daughters | wife | wives | husband | husbands |
sister | sisters | brother | brothers | spouse | spouses | widow | widows | anyone | everyone | everybody | anybody
| somebody | those | lived[ ]experience | experts?[ ]by[ ]experience | co-?produc\w* | complain\w* | compliment\w* |
survey\w* | questionnaire\w* | feedback | healthwatch | advoca\w* | forum\w* | panel\w* | respondent\w* |
participant\w* | ascs | sace | friends? | couples? | self-?funders? | learners? | volunteers? | communit(?:y|ies) |
caller\w* | visitor\w* | recipient\w* | ombudsman | lgsco
"""
_PARTNERS = r"""
partner\w* | provider\w* | nhs | icb | ics | hospital\w* | ward\w* | gp | gps | trust | trusts | health\w* | nurs\w*
| voluntary | charit\w* | vcse | vcfse | communit(?:y|ies) | police | fire | housing | homes? | agenc(?:y|ies) |
universit\w* | college\w* | peer | peers | lga | adass | cqc | ombudsman | lgsco | healthwatch | board\w* |
council(?:s|lors?) | district\w* | region\w* | neighbouring | contractor\w* | landlord\w* | pharmac\w* | ambulance |
therap\w* | surger(?:y|ies) | practices? | organisation\w* | faith | joint(?:ly)? | multi-?agency | inspector\w* |
auditor\w* | external\w* | independent\w* | association\w* | group\w* | federation | network\w* | hospice\w* |
school\w* | employer\w* | commission\w* | system | scie | tlap | firms? | neighbours | carers.[ ]centres? |
clinic\w* | doctor\w* | consultant\w* | academi\w* | research\w* | advoca\w* | mind | age[ ]uk | society
"""
_NAMES = {
    voice: re.compile(rf"\b(?:{words})\b", re.I | re.X)
    for voice, words in {Voice.PEOPLE: _PEOPLE, Voice.PARTNERS: _PARTNERS}.items()
}


LEAST_WORDS = 8  # a shorter text is too short to be judged by whom it names


def unnamed(voices: Iterable[Voice], written: str) -> frozenset[Voice]:
    """The chosen voices among people and partners that nothing `written` about the claim names.

    Empty for texts of fewer than LEAST_WORDS words."""
    if len(written.split()) < LEAST_WORDS:
        return frozenset()
    return frozenset(voice for voice in voices if voice in _NAMES and not _NAMES[voice].search(written))
