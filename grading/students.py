"""The gradebook's students follow the roster; nobody is ever taken out, since their marks would go too."""

from __future__ import annotations

from grading.folders import CourseFolders
from grading.gradebook import open_gradebook
from grading.records.roster import Roster


def ensure_students(folders: CourseFolders, roster: Roster) -> list[str]:
    """Put the course's learners into the gradebook under their Latin and Khmer names."""
    done = []
    with open_gradebook(folders) as gradebook:
        known = {s.id: (s.first_name, s.last_name) for s in gradebook.students}
        for person in roster.learners():
            names = (person.khmer_name, person.latin_name)
            if person.takes(folders.course) and known.get(person.number) != names:
                gradebook.update_or_create_student(person.number, first_name=names[0], last_name=names[1])
                done.append(f"student {person.number}")
    return done
