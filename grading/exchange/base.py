"""The exchange belongs to one Unix account: nobody else reads it or writes to it."""

from __future__ import annotations

from pathlib import Path

from nbgrader.exchange import default

from grading.durable import ensure_folder
from grading.folders import CourseFolders


class HouseExchange(default.Exchange):
    """What our exchange classes share: `c.Exchange.root` is SITE/exchange, closed to other accounts."""

    @property
    def folders(self) -> CourseFolders:
        """The course's folders; the course is `c.CourseDirectory.course_id`."""
        if not self.coursedir.course_id:
            self.fail("No course id specified. Re-run with --course flag.")
        return CourseFolders(Path(self.root).parent, self.coursedir.course_id)

    def ensure_root(self) -> None:
        """Make the exchange's folders, instead of asking for one that everybody may write to."""
        for folder in (self.folders.inbound, self.folders.outbound, self.folders.feedback):
            ensure_folder(folder)

    def init_src(self) -> None:
        """Our classes find their sources while they copy."""

    def init_dest(self) -> None:
        """Our classes make their destinations while they copy."""
